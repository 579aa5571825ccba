/** Tailwind 4 is the only PostCSS step; its settings live in `app/globals.css`. */
const config = { plugins: { '@tailwindcss/postcss': {} } };

export default config;

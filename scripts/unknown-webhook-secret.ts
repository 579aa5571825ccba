// A first `stripe:sync` makes the webhook endpoint, and only then is there a secret to be set. What comes before it
// receives no webhook and is not to be stopped by that. Imported before anything that reads the environment.
process.env.STRIPE_WEBHOOK_SECRET ||= 'whsec_unknown_until_stripe_sync';

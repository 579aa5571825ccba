/**
 * What people choose most often, by the lists of every large breach: words that are guessed first, alone or with what
 * a few digits at its ends. Lower case; short ones are here for what is built on them.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  password passw0rd passwort passwords passphrase mypassword thepassword yourpassword newpassword oldpassword
  password12 motdepasse contrasena contraseña senha wachtwoord lozinka parola haslo heslo salasana losenord
  qwerty qwertyuiop qwertyui qwertz qwertzuiop azerty azertyuiop asdfgh asdfghjkl asdfasdf zxcvbn zxcvbnm qazwsx
  qazwsxedc wsxedc qweasd qweasdzxc 1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 1qaz2wsx 1qaz2wsx3edc
  zaq12wsx zaq1xsw2 zaqxsw qwe123 123qwe 123qweasd qweqwe asd123 abc123 123abc abcd1234 abcdef abcdefgh a1b2c3 a1b2c3d4
  aa123456 a123456 123456a 1234qwer qwer1234 asdf1234 zxcv1234 pass1234 test1234 admin1234
  iloveyou iloveu iloveyousomuch loveyou iloveyou2 iloveme ilovegod ihateyou loveme lovely lover lovers love forever
  letmein letmeinnow letmeinplease opensesame welcome welcomeback welcometo hello hellohello helloworld helloo goodbye
  admin administrator administrador root superuser superadmin sysadmin webmaster system server service support
  manager guest user username default changeme changemenow changethis changeit secret secrets topsecret mysecret
  private access accessgranted login logmein signin master masterkey masterpassword temp temporary temppass
  test testing tester testtest testuser demo sample example public office company business security secure
  computer internet network database windows microsoft google facebook instagram twitter linkedin youtube amazon
  apple iphone android samsung nokia motorola dell hewlett lenovo xbox playstation nintendo minecraft roblox fortnite
  pokemon pikachu mario zelda starwars startrek matrix batman superman spiderman ironman hulk avengers deadpool
  wolverine joker harrypotter hogwarts gandalf frodo legolas naruto sasuke sakura goku vegeta dragonball onepiece
  monkey dragon tiger lion eagle falcon phoenix panther cheetah leopard wolf bear shark dolphin turtle rabbit bunny
  kitty kitten hellokitty puppy doggie doggy horse pony unicorn butterfly ladybug penguin panda koala elephant
  princess prince queen king angel angels babyangel devil demon heaven jesus jesuschrist christ god godisgood blessed
  faith hope grace trustno1 trustnoone nobody somebody anybody whoever whatever nothing everything something
  sunshine sunflower sunset sunrise moonlight rainbow summer winter spring autumn january february march april
  june july august september october november december monday tuesday wednesday thursday friday saturday sunday
  football baseball basketball soccer hockey tennis volleyball softball rugby cricket golf golfer swimming surfing
  skateboard snowboard arsenal chelsea liverpool manchester manutd realmadrid barcelona juventus milan bayern
  dortmund ajax galatasaray fenerbahce besiktas yankees redsox dodgers lakers bulls celtics cowboys steelers packers
  eagles ravens patriots raiders broncos giants
  michael jordan jordan23 michelle jennifer jessica ashley amanda nicole daniel andrew joshua matthew anthony
  robert thomas charlie george william james john david richard joseph christopher christian jonathan justin
  brandon alexander alexandra alexis elizabeth victoria samantha stephanie natalie vanessa melissa danielle rebecca
  rachel hannah sophie sophia olivia isabella charlotte patrick patricia maria mariana daniela gabriela fernando
  alejandro carlos antonio roberto ricardo eduardo francisco jose juan pedro pablo diego miguel rafael gabriel
  mohammed mohamed muhammad ahmed ali hassan hussein fatima ibrahim yusuf omar
  andrea barbara martina veronica katarina nastya natasha olga tatiana svetlana sergey dmitry maxim vladimir
  maggie bailey buster cooper max rocky bella lucky shadow smokey ginger pepper pumpkin cookie chocolate cupcake
  banana orange apple cherry strawberry blueberry peaches cheese pizza burger chicken turkey bacon coffee
  snickers oreo butter sugar honey candy sweety sweetie sweetheart darling baby babygirl babyboy bigboy bigdaddy
  daddy mommy mother father family brother sister friends friend bestfriend bestfriends forever21 together
  purple yellow orange green black white silver golden crimson scarlet diamond crystal pearl ruby emerald
  thunder lightning storm hurricane tornado blizzard winter fire ice snow rain cloud ocean river mountain
  mustang corvette camaro ferrari porsche lamborghini mercedes bmw audi toyota honda yamaha suzuki kawasaki harley
  ducati chevy chevrolet dodge jeep subaru nissan volvo volkswagen
  london paris berlin madrid roma rome lisbon moscow istanbul dubai tokyo newyork chicago boston dallas houston
  austin denver phoenix vegas lasvegas miami florida texas california canada toronto montreal australia sydney
  england scotland ireland germany france spain italy portugal poland brazil mexico argentina india pakistan
  america usa europe africa
  rockstar rockyou rocknroll metallica slipknot nirvana greenday linkinpark eminem tupac beatles queen ironmaiden
  acdc guitar drums piano music musica dancer dancing singer hiphop
  soldier marine army navy airforce ranger sniper hunter killer warrior viking ninja samurai pirate wizard
  merlin magic mystic legend hero champion winner player gamer hacker cyber matrix neo
  freedom liberty justice peace power strong energy success lucky7 money millionaire dollar cash rich jackpot
  biteme fuckyou fuckoff fuckme asshole bastard bitch shithead bullshit pussy sexy sexygirl sexyboy hottie hotstuff
  naughty porn
  correcthorsebatterystaple troubador thisismypassword thisisapassword mypasswordis
  nopassword nopasswd notmypassword incorrect invalid unknown undefined null
  foothold jobsearch findajob newjob dreamjob getajob resume career careers interview recruiter
  `
    .trim()
    .split(/\s+/),
);

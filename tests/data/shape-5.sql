pragma application_id = 1215652420;
pragma user_version = 5;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE meta(key text primary key, value text not null) strict, without rowid;
CREATE TABLE book(no integer primary key, id text not null unique, sort text not null, subject text not null) strict;
CREATE TABLE replica(
  no integer primary key, book integer not null, id text not null unique, author text not null,
  n integer not null default 0, chain blob not null default x'', hlc integer not null default 0) strict;
CREATE INDEX replica_book on replica(book);
CREATE TABLE receipt(
  replica integer not null, seq integer not null, other text not null, upto integer not null,
  primary key(replica, seq, other)) strict, without rowid;
CREATE TABLE signature(
  replica integer not null, n integer not null, chain blob not null, signature blob not null,
  primary key(replica, n)) strict, without rowid;
CREATE TABLE leaf(
  replica integer not null, seq integer not null, leaf blob not null, primary key(replica, seq)) strict, without rowid;
CREATE TABLE gone(replica text not null, seq integer not null, primary key(replica, seq)) strict, without rowid;
CREATE TABLE late(
  replica text not null, seq integer not null, book integer not null, kind text not null, id text not null,
  primary key(replica, seq)) strict, without rowid;
CREATE TABLE closed(book integer not null, id text not null, primary key(book, id)) strict, without rowid;
CREATE TABLE quarantine(
  sha256 text primary key, at text not null, author text not null, event text not null, data blob not null) strict;
CREATE TABLE bundle_seen(sha256 text primary key, at text not null, author text not null, result text not null) strict;
CREATE TABLE blob(sha256 text primary key, size integer not null, data blob not null) strict;
CREATE TABLE fact(
  place integer primary key, hlc integer not null, what integer not null, deed any not null, kind text not null,
  about any not null, body text, salt text not null default '',
  replica integer as (place >> 32), seq integer as (place & 4294967295),
  op text as (case what when 0 then 'save' when 1 then 'open' when 2 then 'receipt' else 'erase' end),
  action text as (iif(typeof(deed) = 'blob', lower(hex(deed)), deed)),
  id text as (iif(typeof(about) = 'blob', lower(hex(about)), about))) strict;
CREATE INDEX fact_record on fact(about) where about <> '';
CREATE TABLE undo(
  no integer primary key, deed blob, undone integer not null default 0, label text, entries text not null) strict;
CREATE INDEX undo_undone on undo(no) where undone = 1;
CREATE INDEX book_subject on book(subject);
insert into "meta" values('private', 'f0d7a4a10062153368130466969c4098');
insert into "meta" values('shape', 'd086424bc676c178');
insert into "book" values(1, '11111111111111111111111111111111', 'event', '11111111111111111111111111111111');
insert into "book" values(2, '8940c72f69f05916b1730b1092f16989', 'team', '11111111111111111111111111111111');
insert into "replica" values(1, 1, '2ab6e22efb0cd58c726abc348b0401c2', '8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394', 9, X'DF940A8FED20569EC31BF8F9F25DE9B7591D13AEE99FEA647035CE8D65ACD384', 117309440001376256);
insert into "replica" values(2, 2, '1fba56b3d1641940d27ca8826c84176f', '8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394', 2, X'5E58943F0CC364E8ECD44F6297D9269E3921829D6F947D2A473B5DED2CF6B957', 117309440001048576);
insert into "replica" values(3, 1, '66f0827836a7c3c612d7e086582ab7e4', 'ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1', 3, X'1E4811CF1EE6C302AFD0E750BE7848C9689E9E7BF9DAA36E36D399B44AF2DBC8', 117309440001048579);
insert into "fact" values(12884901889, 117309440001048577, 1, X'01A0C4506C017000AF49ECE53424DA9A', '', '', '{"key":"ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1","nonce":"07265207822c41ee068e11f91e8aa92b","seen/2ab6e22efb0cd58c726abc348b0401c2":7}', '');
insert into "fact" values(12884901890, 117309440001048578, 0, X'01A0C4506C017000AF49ECE53424DA9A', 'note', X'000000000000000000000000000000A1', '{"text":"by two","~about":"000000000000000000000000000000a1","~say":"Test"}', 'y5jJjMz6YCv3');
insert into "fact" values(12884901891, 117309440001048579, 3, X'01A0C4506C047000ADF28E371CF7FCE2', 'note', X'000000000000000000000000000000A3', '{"gone/2ab6e22efb0cd58c726abc348b0401c2-5":true}', '');
insert into "fact" values(4294967297, 117309440000131072, 1, X'01A0C4506C017000AB7A6158CE177E27', '', '', '{"key":"8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394","nonce":"53a7882f31ca5a5411619ecf8b99369b"}', '');
insert into "fact" values(4294967298, 117309440000196608, 0, X'01A0C4506C017000AB7A6158CE177E27', 'event', X'11111111111111111111111111111111', '{"languages/ar":true,"title":"Golden evening","zone":"UTC","~about":"11111111111111111111111111111111","~say":"Test"}', '');
insert into "fact" values(4294967299, 117309440000327680, 0, X'01A0C4506C047000A1EB9C0ECEFFB850', 'note', X'000000000000000000000000000000A1', '{"event":"11111111111111111111111111111111","mood":"new","tags/x":true,"text":"note 0: محمد 你好","~about":"000000000000000000000000000000a1","~say":"Test"}', 'iYlE3upYkSex');
insert into "fact" values(4294967300, 117309440000458752, 0, X'01A0C4506C0670008E3B6F480F9D4DA6', 'note', X'000000000000000000000000000000A2', '{"event":"11111111111111111111111111111111","mood":"new","tags/x":true,"text":"note 1: محمد 你好","~about":"000000000000000000000000000000a2","~say":"Test"}', 'Fzbt60J7WZhK');
insert into "fact" values(4294967301, 0, 0, '', '', '', NULL, '');
insert into "fact" values(4294967302, 117309440000720896, 0, X'01A0C4506C0A700084A328D455590932', 'note', X'000000000000000000000000000000A4', '{"event":"11111111111111111111111111111111","mood":"new","tags/x":true,"text":"note 3: محمد 你好","~about":"000000000000000000000000000000a4","~say":"Test"}', 'tTLGQTbmYN2g');
insert into "fact" values(4294967303, 117309440000851968, 0, X'01A0C4506C0C7000A72E8EF6B995043C', 'note', X'000000000000000000000000000000A5', '{"event":"11111111111111111111111111111111","mood":"new","tags/x":true,"text":"note 4: محمد 你好","~about":"000000000000000000000000000000a5","~say":"Test"}', 'pa5YIXwNyxck');
insert into "fact" values(4294967304, 117309440001245184, 0, X'01A0C4506C127000A685249C47FC4161', 'note', X'000000000000000000000000000000A1', '{"text":"by one","~about":"000000000000000000000000000000a1","~say":"Test"}', 'gjG354TLJBA9');
insert into "fact" values(4294967305, 117309440001376256, 0, X'01A0C4506C147000B679ABB08D0A81E3', 'note', X'000000000000000000000000000000A2', '{"~about":"000000000000000000000000000000a2","~deleted":true,"~say":"Test"}', 'uDpZHfloecZb');
insert into "fact" values(8589934593, 117309440000983040, 1, X'01A0C4506C0E7000AF43011FD3B102A3', '', '', '{"key":"8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394","nonce":"d132b8e462649e70015da0dbab8abd51"}', '');
insert into "fact" values(8589934594, 117309440001048576, 0, X'01A0C4506C0E7000AF43011FD3B102A3', 'person', X'B1B1B1B1B1B1B1B1B1B1B1B1B1B1B1B1', '{"event":"11111111111111111111111111111111","name":"Aïcha","~about":"b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1","~say":"Test"}', '0Sp0xlVPNr42');
insert into "receipt" values(3, 1, '2ab6e22efb0cd58c726abc348b0401c2', 7);
insert into "signature" values(1, 7, X'6D39CAEC4A3C61E897D9EC3C59FCD51A979A60E3D9069529C229DFDDD2A25E8A', X'5512541C0A58355FF26E4C490F1C404156B8C270DD348D65C9EFA58F3AFAAD505EA95788658FCB960D04FF3591A8B2C4B239A5BAAD59937E64DD1C6D3CB7DE09');
insert into "signature" values(1, 9, X'DF940A8FED20569EC31BF8F9F25DE9B7591D13AEE99FEA647035CE8D65ACD384', X'2339D7FA733F7BA1BBC51E5105A7358EFC053F27C4427DBFA6ABC254206DB151537A96C7BB30296B5698E0C972309F5976D6BC90AD7ADC43B6A48625A0681E0D');
insert into "signature" values(2, 2, X'5E58943F0CC364E8ECD44F6297D9269E3921829D6F947D2A473B5DED2CF6B957', X'66A16AC58027B53CEAD65C113362BDC4D7FAD774B70E40AE24A368677E3AC7AD62BC7B57D745CEE503DEA9430C4C013CDB1300D1DFADF7C3C43C7E92F85EC905');
insert into "signature" values(3, 3, X'1E4811CF1EE6C302AFD0E750BE7848C9689E9E7BF9DAA36E36D399B44AF2DBC8', X'A3E47E41443BA524906C5E5C780847618FD8D5C8C614C6A0960A504D7AE1C782C8A99701E0FB40B7C03AC498277ADEE69CEC0EC532D4C24F66CF987159AE3608');
insert into "leaf" values(1, 5, X'07D5380E50E0E5A3774A962EFFAFFDFF3C551E8851A0BA0F733BB839E6B1943C');
insert into "gone" values('2ab6e22efb0cd58c726abc348b0401c2', 5);
insert into "closed" values(1, '000000000000000000000000000000a3');
insert into "undo" values(1, NULL, 0, NULL, '[[4294967298]]');
insert into "undo" values(2, NULL, 0, NULL, '[[4294967299]]');
insert into "undo" values(3, NULL, 0, NULL, '[[4294967300]]');
insert into "undo" values(5, NULL, 0, NULL, '[[4294967302]]');
insert into "undo" values(6, NULL, 0, NULL, '[[4294967303]]');
insert into "undo" values(7, NULL, 0, NULL, '[[8589934594]]');
insert into "undo" values(8, NULL, 0, NULL, '[[4294967304,{"text":"note 0: محمد 你好"}]]');
insert into "undo" values(9, NULL, 0, NULL, '[[4294967305,{"~deleted":false}]]');
insert into "_sqlite_migrations" values(1, 'hubdesk', 's001_log', '2026-11-29 12:50:18.989028+00:00');
insert into "_sqlite_migrations" values(2, 'hubdesk', 's002_less', '2026-11-29 12:50:18.995730+00:00');
insert into "_sqlite_migrations" values(3, 'hubdesk', 's003_places', '2026-11-29 12:50:19.005280+00:00');
insert into "_sqlite_migrations" values(4, 'hubdesk', 's004_views', '2026-11-29 12:50:19.016036+00:00');
insert into "_sqlite_migrations" values(5, 'hubdesk', 's005_steps', '2026-11-29 12:50:19.020671+00:00');

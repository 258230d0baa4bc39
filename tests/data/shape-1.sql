pragma application_id = 1215652420;
pragma user_version = 1;
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
CREATE TABLE fact(
  replica integer not null, seq integer not null, hlc integer not null, op text not null, action text not null,
  kind text not null, id text not null, body text, salt text not null default '',
  primary key(replica, seq)) strict, without rowid;
CREATE INDEX fact_record on fact(id) where id <> '';
CREATE INDEX fact_time on fact(hlc);
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
CREATE TABLE undo(
  no integer primary key, action text not null, undone integer not null default 0, label text not null,
  about text not null, entries text not null) strict;
CREATE INDEX undo_undone on undo(no) where undone = 1;
CREATE TABLE quarantine(
  sha256 text primary key, at text not null, author text not null, event text not null, data blob not null) strict;
CREATE TABLE bundle_seen(sha256 text primary key, at text not null, author text not null, result text not null) strict;
CREATE TABLE blob(sha256 text primary key, size integer not null, data blob not null) strict;
insert into "meta" values('private', 'f0d7a4a10062153368130466969c4098');
insert into "meta" values('shape', '35121d980c41fb5f');
insert into "book" values(1, '11111111111111111111111111111111', 'event', '11111111111111111111111111111111');
insert into "book" values(2, '8940c72f69f05916b1730b1092f16989', 'team', '11111111111111111111111111111111');
insert into "replica" values(1, 1, '2ab6e22efb0cd58c726abc348b0401c2', '8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394', 9, X'C6CAB5602D0F371F59D09AADC998CDFEA35641477414C72185B027D4D9202644', 117309440001310720);
insert into "replica" values(2, 2, '1fba56b3d1641940d27ca8826c84176f', '8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394', 2, X'6F88842B40F09D4603A33741BB8FBA31BF40E25F5F411DA4D8B33A5BAD474A26', 117309440000983040);
insert into "replica" values(3, 1, '66f0827836a7c3c612d7e086582ab7e4', 'ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1', 3, X'0F79B0F4BE0ADB7CF8AF111D37679C05B7BDAA568D9E4040556EC429B777CFC2', 117309440000983043);
insert into "fact" values(1, 1, 117309440000065536, 'open', '01a0c4506c007000ab7a6158ce177e27', '', '', '{"key":"8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394","nonce":"53a7882f31ca5a5411619ecf8b99369b"}', '');
insert into "fact" values(1, 2, 117309440000131072, 'save', '01a0c4506c007000ab7a6158ce177e27', 'event', '11111111111111111111111111111111', '{"languages/ar":true,"title":"Golden evening","zone":"UTC","~about":"11111111111111111111111111111111","~say":"Test"}', '');
insert into "fact" values(1, 3, 117309440000262144, 'save', '01a0c4506c037000a1eb9c0eceffb850', 'note', '000000000000000000000000000000a1', '{"event":"11111111111111111111111111111111","mood":"new","tags/x":true,"text":"note 0: محمد 你好","~about":"000000000000000000000000000000a1","~say":"Test"}', 'iYlE3upYkSex');
insert into "fact" values(1, 4, 117309440000393216, 'save', '01a0c4506c0570008e3b6f480f9d4da6', 'note', '000000000000000000000000000000a2', '{"event":"11111111111111111111111111111111","mood":"new","tags/x":true,"text":"note 1: محمد 你好","~about":"000000000000000000000000000000a2","~say":"Test"}', 'Fzbt60J7WZhK');
insert into "fact" values(1, 5, 0, 'save', '', '', '', NULL, '');
insert into "fact" values(1, 6, 117309440000655360, 'save', '01a0c4506c09700084a328d455590932', 'note', '000000000000000000000000000000a4', '{"event":"11111111111111111111111111111111","mood":"new","tags/x":true,"text":"note 3: محمد 你好","~about":"000000000000000000000000000000a4","~say":"Test"}', 'tTLGQTbmYN2g');
insert into "fact" values(1, 7, 117309440000786432, 'save', '01a0c4506c0b7000a72e8ef6b995043c', 'note', '000000000000000000000000000000a5', '{"event":"11111111111111111111111111111111","mood":"new","tags/x":true,"text":"note 4: محمد 你好","~about":"000000000000000000000000000000a5","~say":"Test"}', 'pa5YIXwNyxck');
insert into "fact" values(1, 8, 117309440001179648, 'save', '01a0c4506c117000a685249c47fc4161', 'note', '000000000000000000000000000000a1', '{"text":"by one","~about":"000000000000000000000000000000a1","~say":"Test"}', 'gjG354TLJBA9');
insert into "fact" values(1, 9, 117309440001310720, 'save', '01a0c4506c137000b679abb08d0a81e3', 'note', '000000000000000000000000000000a2', '{"~about":"000000000000000000000000000000a2","~deleted":true,"~say":"Test"}', 'uDpZHfloecZb');
insert into "fact" values(2, 1, 117309440000917504, 'open', '01a0c4506c0d7000af43011fd3b102a3', '', '', '{"key":"8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394","nonce":"d132b8e462649e70015da0dbab8abd51"}', '');
insert into "fact" values(2, 2, 117309440000983040, 'save', '01a0c4506c0d7000af43011fd3b102a3', 'person', 'b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1', '{"event":"11111111111111111111111111111111","name":"Aïcha","~about":"b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1","~say":"Test"}', '0Sp0xlVPNr42');
insert into "fact" values(3, 1, 117309440000983041, 'open', '01a0c4506c007000af49ece53424da9a', '', '', '{"key":"ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1","nonce":"07265207822c41ee068e11f91e8aa92b","seen/2ab6e22efb0cd58c726abc348b0401c2":7}', '');
insert into "fact" values(3, 2, 117309440000983042, 'save', '01a0c4506c007000af49ece53424da9a', 'note', '000000000000000000000000000000a1', '{"text":"by two","~about":"000000000000000000000000000000a1","~say":"Test"}', 'y5jJjMz6YCv3');
insert into "fact" values(3, 3, 117309440000983043, 'erase', '01a0c4506c037000adf28e371cf7fce2', 'note', '000000000000000000000000000000a3', '{"gone/2ab6e22efb0cd58c726abc348b0401c2-5":true}', '');
insert into "receipt" values(3, 1, '2ab6e22efb0cd58c726abc348b0401c2', 7);
insert into "signature" values(1, 7, X'6BBB24B87E9448CD4E982A0D311D6DB7D2A7172A01736A72BBFA72FFDA55F773', X'B85052B51654C4674787700C2F207744FCB0E838315A7D3EC9C3F35551FB6C6A95B49E6FEFAFEAEE5E89C7EE666B30D8D2E56E0CC73AF1D06D72B1278B34D70F');
insert into "signature" values(1, 9, X'C6CAB5602D0F371F59D09AADC998CDFEA35641477414C72185B027D4D9202644', X'F0FBC99EACF4E0805E3B1E6712AF04373431D8024B713C9C2CB4D8D026716897B3D0F670FA6F03A57703D7DB5D19D47B7DCD66F2CC581558851F28125304B302');
insert into "signature" values(2, 2, X'6F88842B40F09D4603A33741BB8FBA31BF40E25F5F411DA4D8B33A5BAD474A26', X'09A7BA59594CBBC7E76A980A1D7E79CC306BBFBEA1368B4CB0BE55C361C0E5D4882A4CA343835CB8229C47638FA3CD80639744F55DA3502819B6C2C958828801');
insert into "signature" values(3, 3, X'0F79B0F4BE0ADB7CF8AF111D37679C05B7BDAA568D9E4040556EC429B777CFC2', X'74FB12D94A91BE8F58A1F02EBDC88F9643AA509AB7317D39FA5B4E2596CAB0E28FE01438811323F7573AB60443D41465C7E5E5D0FA44C01C559DF420EF637208');
insert into "leaf" values(1, 5, X'9ABA9D2A616EB6B6B003C76855C8408381EE05D296C9002CDF51855878C224E3');
insert into "gone" values('2ab6e22efb0cd58c726abc348b0401c2', 5);
insert into "closed" values(1, '000000000000000000000000000000a3');
insert into "undo" values(1, '01a0c4506c007000ab7a6158ce177e27', 0, '{"~say": "Test", "~about": "11111111111111111111111111111111"}', '11111111111111111111111111111111', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "event", "11111111111111111111111111111111", {}, true, "2ab6e22efb0cd58c726abc348b0401c2", 2, null]]');
insert into "undo" values(2, '01a0c4506c037000a1eb9c0eceffb850', 0, '{"~say": "Test", "~about": "000000000000000000000000000000a1"}', '000000000000000000000000000000a1', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "note", "000000000000000000000000000000a1", {}, true, "2ab6e22efb0cd58c726abc348b0401c2", 3, null]]');
insert into "undo" values(3, '01a0c4506c0570008e3b6f480f9d4da6', 0, '{"~say": "Test", "~about": "000000000000000000000000000000a2"}', '000000000000000000000000000000a2', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "note", "000000000000000000000000000000a2", {}, true, "2ab6e22efb0cd58c726abc348b0401c2", 4, null]]');
insert into "undo" values(5, '01a0c4506c09700084a328d455590932', 0, '{"~say": "Test", "~about": "000000000000000000000000000000a4"}', '000000000000000000000000000000a4', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "note", "000000000000000000000000000000a4", {}, true, "2ab6e22efb0cd58c726abc348b0401c2", 6, null]]');
insert into "undo" values(6, '01a0c4506c0b7000a72e8ef6b995043c', 0, '{"~say": "Test", "~about": "000000000000000000000000000000a5"}', '000000000000000000000000000000a5', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "note", "000000000000000000000000000000a5", {}, true, "2ab6e22efb0cd58c726abc348b0401c2", 7, null]]');
insert into "undo" values(7, '01a0c4506c0d7000af43011fd3b102a3', 0, '{"~say": "Test", "~about": "b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1"}', 'b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1', '[["8940c72f69f05916b1730b1092f16989", "team", "11111111111111111111111111111111", "person", "b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1", {}, true, "1fba56b3d1641940d27ca8826c84176f", 2, null]]');
insert into "undo" values(8, '01a0c4506c117000a685249c47fc4161', 0, '{"~say": "Test", "~about": "000000000000000000000000000000a1"}', '000000000000000000000000000000a1', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "note", "000000000000000000000000000000a1", {"text": "note 0: محمد 你好"}, false, "2ab6e22efb0cd58c726abc348b0401c2", 8, null]]');
insert into "undo" values(9, '01a0c4506c137000b679abb08d0a81e3', 0, '{"~say": "Test", "~about": "000000000000000000000000000000a2"}', '000000000000000000000000000000a2', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "note", "000000000000000000000000000000a2", {"~deleted": false}, false, "2ab6e22efb0cd58c726abc348b0401c2", 9, null]]');
insert into "_sqlite_migrations" values(1, 'hubdesk', 's001_log', '2026-11-28 13:31:09.898505+00:00');

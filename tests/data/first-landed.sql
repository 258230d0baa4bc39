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
CREATE TABLE quarantine(sha256 text primary key, at text not null, author text not null, data blob not null) strict;
CREATE TABLE bundle_seen(sha256 text primary key, at text not null, author text not null, result text not null) strict;
CREATE TABLE blob(sha256 text primary key, size integer not null, data blob not null) strict;
insert into "meta" values('private', 'de0661815d83dcd5a706443e51c48f2b');
insert into "meta" values('shape', 'df18d2c5b30deb4a');
insert into "book" values(1, '11111111111111111111111111111111', 'event', '11111111111111111111111111111111');
insert into "replica" values(1, 1, '247a117bf7a0dfd5e63a9e2130c23381', '8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394', 7, X'DA291926D99D35FC6BD59FD99E22B2E934A1415F987B4BEF6EE35A993086DFB2', 117309440000786432);
insert into "fact" values(1, 1, 117309440000065536, 'open', '01a0c4506c007000aa9c44fa99af7c46', '', '', '{"key":"8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394","nonce":"9c02d952b6d00b8ea35463cb107fed89"}', '');
insert into "fact" values(1, 2, 117309440000131072, 'save', '01a0c4506c007000aa9c44fa99af7c46', 'event', '11111111111111111111111111111111', '{"languages/ar":true,"title":"Golden evening","zone":"UTC","~about":"11111111111111111111111111111111","~say":"Test"}', '');
insert into "fact" values(1, 3, 117309440000262144, 'save', '01a0c4506c0370008b49558672643efd', 'note', '000000000000000000000000000000a1', '{"event":"11111111111111111111111111111111","mood":"new","tags/x":true,"text":"note 161: محمد 你好","~about":"000000000000000000000000000000a1","~say":"Test"}', 'E5QH7Yk6p-Lp');
insert into "fact" values(1, 4, 117309440000393216, 'save', '01a0c4506c057000a9d986f7cf6766be', 'note', '000000000000000000000000000000a2', '{"event":"11111111111111111111111111111111","mood":"new","tags/x":true,"text":"note 162: محمد 你好","~about":"000000000000000000000000000000a2","~say":"Test"}', 'ZDJz7bcE8X4W');
insert into "fact" values(1, 5, 0, 'save', '', '', '', NULL, '');
insert into "fact" values(1, 6, 117309440000655360, 'save', '01a0c4506c097000a4b30f008dd4f72c', 'note', '000000000000000000000000000000a2', '{"~about":"000000000000000000000000000000a2","~deleted":true,"~say":"Test"}', 'AQqUy_LWhwYd');
insert into "fact" values(1, 7, 117309440000786432, 'erase', '01a0c4506c0b700083a32e7aeff65eba', 'note', '000000000000000000000000000000a3', '{"gone/247a117bf7a0dfd5e63a9e2130c23381-5":true}', '');
insert into "signature" values(1, 7, X'DA291926D99D35FC6BD59FD99E22B2E934A1415F987B4BEF6EE35A993086DFB2', X'43F307FFA62E25E4D850AC8B3F4A8C8201A93D198C322AD878AC7DA79C1CBF77EFEE44A2439FCCD0C78DE763D2D187D70553C7B65844634FCD915752B4822803');
insert into "leaf" values(1, 5, X'29142D37A1E70F0DCA0C1C4D3035B6792C0CFF51744338371909FCD7AF0367A7');
insert into "gone" values('247a117bf7a0dfd5e63a9e2130c23381', 5);
insert into "closed" values(1, '000000000000000000000000000000a3');
insert into "undo" values(1, '01a0c4506c007000aa9c44fa99af7c46', 0, '{"~say": "Test", "~about": "11111111111111111111111111111111"}', '11111111111111111111111111111111', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "event", "11111111111111111111111111111111", {"title": null, "zone": null, "languages/ar": null}, true, "247a117bf7a0dfd5e63a9e2130c23381", 2]]');
insert into "undo" values(2, '01a0c4506c0370008b49558672643efd', 0, '{"~say": "Test", "~about": "000000000000000000000000000000a1"}', '000000000000000000000000000000a1', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "note", "000000000000000000000000000000a1", {"event": null, "text": null, "mood": null, "tags/x": null}, true, "247a117bf7a0dfd5e63a9e2130c23381", 3]]');
insert into "undo" values(3, '01a0c4506c057000a9d986f7cf6766be', 0, '{"~say": "Test", "~about": "000000000000000000000000000000a2"}', '000000000000000000000000000000a2', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "note", "000000000000000000000000000000a2", {"event": null, "text": null, "mood": null, "tags/x": null}, true, "247a117bf7a0dfd5e63a9e2130c23381", 4]]');
insert into "undo" values(5, '01a0c4506c097000a4b30f008dd4f72c', 0, '{"~say": "Test", "~about": "000000000000000000000000000000a2"}', '000000000000000000000000000000a2', '[["11111111111111111111111111111111", "event", "11111111111111111111111111111111", "note", "000000000000000000000000000000a2", {"~deleted": false}, false, "247a117bf7a0dfd5e63a9e2130c23381", 6]]');
insert into "_sqlite_migrations" values(1, 'hubdesk', 's001_log', '2026-11-28 13:31:47.407067+00:00');

BEGIN TRANSACTION;
CREATE TABLE "articles" (
  "schema_version" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "source_path" TEXT NOT NULL,
  "source_url" TEXT,
  "source_sha256" TEXT NOT NULL,
  "source_media_type" TEXT NOT NULL,
  "source_encoding" TEXT NOT NULL,
  "url" TEXT,
  "title" TEXT,
  "subtitle" TEXT,
  "summary" TEXT,
  "publisher" TEXT,
  "credit" TEXT,
  "published" TEXT,
  "modified" TEXT,
  "language" TEXT,
  "section" TEXT,
  "dateline_place" TEXT,
  "dateline_agency" TEXT,
  "text" TEXT NOT NULL,
  "evidence_title" TEXT,
  "evidence_authors" TEXT,
  "evidence_published" TEXT,
  "duplicate_of" TEXT,
  "producer_version" TEXT NOT NULL,
  "producer_spacy" TEXT NOT NULL,
  "producer_model" TEXT NOT NULL,
  "producer_model_version" TEXT NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "articles" VALUES('1','d68222d87bc5df3a22a7e5babbe2f20a','a/story.html',NULL,'0000000000000000000000000000000000000000000000000000000000000000','text/html','utf-8',NULL,'Ferrow Yards sells two ferries',NULL,NULL,'Harbour Post',NULL,'2018-06-25T10:56:00+08:00',NULL,'en',NULL,'PORT HALE',NULL,'Ferrow Yards sold two ferries for 80 million yuan ($12.3 million).

The sale closed on June 14.',NULL,NULL,NULL,NULL,'0.1.0','3.8','blank','0');
INSERT INTO "articles" VALUES('1','e047b964c99b200b4278d4bd4bdd5558','b.html',NULL,'0000000000000000000000000000000000000000000000000000000000000000','text/html','utf-8',NULL,NULL,NULL,NULL,'Harbour Post',NULL,'2018-06-25T10:56:00+08:00',NULL,'en',NULL,'PORT HALE',NULL,'Nothing of note',NULL,NULL,NULL,'d68222d87bc5df3a22a7e5babbe2f20a','0.1.0','3.8','blank','0');
CREATE TABLE "authors" (
  "article" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "author" TEXT NOT NULL,
  PRIMARY KEY ("article", "position"),
  FOREIGN KEY ("article") REFERENCES "articles" ("id") ON DELETE CASCADE
);
INSERT INTO "authors" VALUES('d68222d87bc5df3a22a7e5babbe2f20a',0,'Ada Quill');
INSERT INTO "authors" VALUES('d68222d87bc5df3a22a7e5babbe2f20a',1,'Bo Lin');
INSERT INTO "authors" VALUES('e047b964c99b200b4278d4bd4bdd5558',0,'Ada Quill');
INSERT INTO "authors" VALUES('e047b964c99b200b4278d4bd4bdd5558',1,'Bo Lin');
CREATE TABLE "blocks" (
  "article" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  PRIMARY KEY ("article", "position"),
  FOREIGN KEY ("article") REFERENCES "articles" ("id") ON DELETE CASCADE
);
INSERT INTO "blocks" VALUES('d68222d87bc5df3a22a7e5babbe2f20a',0,'paragraph',0,66);
INSERT INTO "blocks" VALUES('d68222d87bc5df3a22a7e5babbe2f20a',1,'paragraph',68,95);
INSERT INTO "blocks" VALUES('e047b964c99b200b4278d4bd4bdd5558',0,'paragraph',0,15);
CREATE TABLE "dates" (
  "article" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "found_in" TEXT NOT NULL,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "mod" TEXT,
  "earliest" TEXT,
  "latest" TEXT,
  "relative" INTEGER NOT NULL,
  PRIMARY KEY ("article", "id"),
  FOREIGN KEY ("article") REFERENCES "articles" ("id") ON DELETE CASCADE
);
INSERT INTO "dates" VALUES('d68222d87bc5df3a22a7e5babbe2f20a','d1','text',87,94,'June 14','DATE','2018-06-14',NULL,'2018-06-14','2018-06-14',1);
CREATE TABLE "editors" (
  "article" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "editor" TEXT NOT NULL,
  PRIMARY KEY ("article", "position"),
  FOREIGN KEY ("article") REFERENCES "articles" ("id") ON DELETE CASCADE
);
CREATE TABLE "entities" (
  "article" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "country" TEXT,
  "geonames" INTEGER,
  PRIMARY KEY ("article", "id"),
  FOREIGN KEY ("article") REFERENCES "articles" ("id") ON DELETE CASCADE
);
INSERT INTO "entities" VALUES('d68222d87bc5df3a22a7e5babbe2f20a','e1','ORG','Ferrow Yards',NULL,NULL);
CREATE TABLE "images" (
  "article" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "url" TEXT,
  "caption" TEXT,
  "credit" TEXT,
  PRIMARY KEY ("article", "position"),
  FOREIGN KEY ("article") REFERENCES "articles" ("id") ON DELETE CASCADE
);
INSERT INTO "images" VALUES('d68222d87bc5df3a22a7e5babbe2f20a',0,NULL,'A ferry of Ferrow Yards',NULL);
CREATE TABLE "keywords" (
  "article" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "keyword" TEXT NOT NULL,
  PRIMARY KEY ("article", "position"),
  FOREIGN KEY ("article") REFERENCES "articles" ("id") ON DELETE CASCADE
);
INSERT INTO "keywords" VALUES('d68222d87bc5df3a22a7e5babbe2f20a',0,'ferries');
INSERT INTO "keywords" VALUES('e047b964c99b200b4278d4bd4bdd5558',0,'ferries');
CREATE TABLE "mentions" (
  "article" TEXT NOT NULL,
  "entity" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "found_in" TEXT NOT NULL,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  PRIMARY KEY ("article", "entity", "position"),
  FOREIGN KEY ("article", "entity") REFERENCES "entities" ("article", "id") ON DELETE CASCADE
);
INSERT INTO "mentions" VALUES('d68222d87bc5df3a22a7e5babbe2f20a','e1',0,'title',0,12,'Ferrow Yards');
INSERT INTO "mentions" VALUES('d68222d87bc5df3a22a7e5babbe2f20a','e1',1,'text',0,12,'Ferrow Yards');
INSERT INTO "mentions" VALUES('d68222d87bc5df3a22a7e5babbe2f20a','e1',2,'caption/0',11,23,'Ferrow Yards');
CREATE TABLE "money" (
  "article" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "found_in" TEXT NOT NULL,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "low" TEXT,
  "high" TEXT,
  "currency" TEXT,
  "currency_from" TEXT,
  "qualifier" TEXT NOT NULL,
  "per" TEXT,
  "same_as" TEXT,
  "usd_low" TEXT,
  "usd_high" TEXT,
  "usd_rate_date" TEXT,
  "usd_rate_source" TEXT,
  "about_subject" TEXT,
  "about_measure" TEXT,
  "about_predicate" TEXT,
  "about_period" TEXT,
  "about_measure_head" TEXT,
  "about_sentence_start" INTEGER,
  "about_sentence_end" INTEGER,
  "about_rule" TEXT,
  PRIMARY KEY ("article", "id"),
  FOREIGN KEY ("article") REFERENCES "articles" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("article", "same_as") REFERENCES "money" ("article", "id") DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("article", "about_subject") REFERENCES "entities" ("article", "id") DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY ("article", "about_period") REFERENCES "dates" ("article", "id") DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "money" VALUES('d68222d87bc5df3a22a7e5babbe2f20a','m1','text',34,49,'80 million yuan','80000000','80000000','CNY','name','exact',NULL,NULL,'12300000.5','12300000.5','2018-06-22','a bank','e1','sale','sell','d1','sale',NULL,NULL,NULL);
INSERT INTO "money" VALUES('d68222d87bc5df3a22a7e5babbe2f20a','m2','text',51,64,'$12.3 million','12300000','12300000','USD','symbol','exact',NULL,'m1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE shards (name TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO "shards" VALUES('part-00000');
CREATE TABLE "warnings" (
  "article" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "code" TEXT NOT NULL,
  "message" TEXT NOT NULL,
  PRIMARY KEY ("article", "position"),
  FOREIGN KEY ("article") REFERENCES "articles" ("id") ON DELETE CASCADE
);
INSERT INTO "warnings" VALUES('d68222d87bc5df3a22a7e5babbe2f20a',0,'no_title','No headline was found.');
INSERT INTO "warnings" VALUES('e047b964c99b200b4278d4bd4bdd5558',0,'no_title','No headline was found.');
CREATE INDEX "articles_published" ON "articles" ("published");
CREATE INDEX "articles_publisher" ON "articles" ("publisher");
CREATE INDEX "articles_source_path" ON "articles" ("source_path");
CREATE INDEX "authors_author" ON "authors" ("author");
CREATE INDEX "keywords_keyword" ON "keywords" ("keyword");
CREATE INDEX "entities_name" ON "entities" ("name");
CREATE INDEX "entities_type_name" ON "entities" ("type", "name");
CREATE INDEX "money_currency" ON "money" ("currency");
CREATE INDEX "money_about_subject" ON "money" ("about_subject");
CREATE INDEX "dates_earliest_latest" ON "dates" ("earliest", "latest");
COMMIT;
PRAGMA user_version = 1;

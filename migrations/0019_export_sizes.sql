ALTER TABLE "exports" ADD COLUMN "contacts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Whom an export means is said as an act on many says it; what was asked before keeps its file.
UPDATE "exports" SET "wanted" = jsonb_set("wanted", '{audience}', jsonb_build_object('query', jsonb_strip_nulls(jsonb_build_object(
  'search', "wanted"->'audience'->'search',
  'tag', "wanted"->'audience'->'tagId',
  'segment', "wanted"->'audience'->'segmentId'))));

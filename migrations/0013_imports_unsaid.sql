ALTER TABLE "import_rows" DROP COLUMN "before";--> statement-breakpoint
ALTER TABLE "imports" DROP COLUMN "has_sample";
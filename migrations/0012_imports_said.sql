ALTER TABLE "imports" ALTER COLUMN "reading" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "imports" ALTER COLUMN "reading" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ALTER COLUMN "plan" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "imports" ALTER COLUMN "plan" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "change" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "names" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "blank" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "undone_to" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "kept" jsonb DEFAULT '{}'::jsonb NOT NULL;
DROP INDEX "calls_due";--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "closed_because" text;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "removed_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "calls_due_by_webhook" ON "calls" USING btree ("webhook_id","due_at") WHERE "calls"."due_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_ended" ON "calls" USING btree ("ended_at") WHERE "calls"."ended_at" IS NOT NULL;
CREATE TABLE "forgotten_bodies" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"seen" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "calls_by_contact" ON "calls" USING btree ("contact_id") WHERE "calls"."contact_id" IS NOT NULL;
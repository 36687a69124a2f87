-- Walks and mails change by the thousand, and few segments ask about them: the rows that matter to a rule
-- are told of one by one, and only while a rule asks. The condition of a trigger costs next to nothing.
CREATE FUNCTION tell_segments_of_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM segments
              WHERE kind = 'dynamic' AND archived_at IS NULL AND TG_ARGV[0] = ANY (asks)) THEN
    INSERT INTO contact_changes (contact_id) VALUES (NEW.contact_id);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER enrollments_tell_ended AFTER UPDATE ON enrollments FOR EACH ROW
  WHEN (OLD.ended_at IS DISTINCT FROM NEW.ended_at) EXECUTE FUNCTION tell_segments_of_one('journey');
--> statement-breakpoint
CREATE TRIGGER messages_tell_sent AFTER UPDATE ON messages FOR EACH ROW
  WHEN (NEW.state IN ('sent', 'caught') AND OLD.state <> NEW.state)
  EXECUTE FUNCTION tell_segments_of_one('message');
--> statement-breakpoint
CREATE FUNCTION tell_segments_of_walks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM segments
              WHERE kind = 'dynamic' AND archived_at IS NULL AND 'journey' = ANY (asks)) THEN
    INSERT INTO contact_changes (contact_id) SELECT DISTINCT contact_id FROM changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER enrollments_tell_new AFTER INSERT ON enrollments
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_segments_of_walks();
--> statement-breakpoint
-- Days begin elsewhere for whoever has no zone of their own.
CREATE FUNCTION rebuild_segments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE segments SET state = 'building', built_to = 0 WHERE kind = 'dynamic' AND archived_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER account_zone_tells AFTER UPDATE ON account FOR EACH ROW
  WHEN (OLD.zone IS DISTINCT FROM NEW.zone) EXECUTE FUNCTION rebuild_segments();

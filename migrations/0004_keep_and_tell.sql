-- What holds now of a contact's consents stands in its row: rules ask millions of contacts for it. A
-- statement's trigger, so that a batch of consents costs one update more. The rows of consents stay the
-- evidence; nothing else writes these three columns.
CREATE FUNCTION keep_consents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE contacts c SET consent = n.given, consent_at = n.at
    FROM (SELECT DISTINCT ON (contact_id) contact_id, given, at FROM added
           WHERE topic_id IS NULL ORDER BY contact_id, id DESC) n
   WHERE c.id = n.contact_id;
  UPDATE contacts c
     SET topics = ARRAY(SELECT DISTINCT t FROM unnest(c.topics || n.wanted) t
                         WHERE t <> ALL (n.unwanted) ORDER BY t)
    FROM (SELECT contact_id,
                 coalesce(array_agg(topic_id) FILTER (WHERE given = 'given'), '{}') AS wanted,
                 coalesce(array_agg(topic_id) FILTER (WHERE given = 'withdrawn'), '{}') AS unwanted
            FROM (SELECT DISTINCT ON (contact_id, topic_id) contact_id, topic_id, given FROM added
                   WHERE topic_id IS NOT NULL ORDER BY contact_id, topic_id, id DESC) newest
           GROUP BY contact_id) n
   WHERE c.id = n.contact_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER consents_kept AFTER INSERT ON consents
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_consents();
--> statement-breakpoint
UPDATE contacts c SET consent = n.given, consent_at = n.at
  FROM (SELECT DISTINCT ON (contact_id) contact_id, given, at FROM consents
         WHERE topic_id IS NULL ORDER BY contact_id, id DESC) n
 WHERE c.id = n.contact_id;
--> statement-breakpoint
-- Evidence is never rewritten; merging gives a row to another contact and erasing empties it, so only
-- what was agreed to and when is held fast.
CREATE FUNCTION refuse_other_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.given, NEW.basis, NEW.at, NEW.recorded_at, NEW.topic_id)
     IS DISTINCT FROM (OLD.id, OLD.given, OLD.basis, OLD.at, OLD.recorded_at, OLD.topic_id) THEN
    RAISE EXCEPTION 'consents is append-only' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER consents_append_only BEFORE UPDATE ON consents
  FOR EACH ROW EXECUTE FUNCTION refuse_other_consent();
--> statement-breakpoint
CREATE TRIGGER consents_never_deleted BEFORE DELETE ON consents
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER consents_never_emptied BEFORE TRUNCATE ON consents
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Whoever something was written about is asked about again by the segments, in the same transaction: no
-- writer can forget to tell. While there is no dynamic segment this costs one look at an empty table.
CREATE FUNCTION tell_segments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM segments WHERE kind = 'dynamic' AND archived_at IS NULL) THEN
    INSERT INTO contact_changes (contact_id) SELECT DISTINCT contact_id FROM changed WHERE contact_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION tell_segments_of_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM segments WHERE kind = 'dynamic' AND archived_at IS NULL) THEN
    INSERT INTO contact_changes (contact_id) SELECT id FROM changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER contacts_tell_new AFTER INSERT ON contacts
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_segments_of_contacts();
--> statement-breakpoint
CREATE TRIGGER contacts_tell_changed AFTER UPDATE ON contacts
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_segments_of_contacts();
--> statement-breakpoint
CREATE TRIGGER events_tell AFTER INSERT ON events
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_segments();
--> statement-breakpoint
CREATE TRIGGER suppressions_tell_new AFTER INSERT ON suppressions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_segments();
--> statement-breakpoint
CREATE TRIGGER suppressions_tell_lifted AFTER DELETE ON suppressions
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_segments();
--> statement-breakpoint
-- An event and the calls that tell of it are written together or not at all.
CREATE FUNCTION queue_calls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO calls (webhook_id, event_id, contact_id, due_at)
  SELECT w.id, e.id, e.contact_id, clock_timestamp()
    FROM added e JOIN webhooks w ON w.open AND (e.name = ANY (w.events) OR '*' = ANY (w.events))
   ORDER BY e.id, w.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER events_called AFTER INSERT ON events
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_calls();

-- Of somebody who was erased the list of suppressions keeps `sha256:<hex>` of the address key.
CREATE FUNCTION hashed_address(email_key text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN 'sha256:' || encode(sha256(convert_to(email_key, 'UTF8')), 'hex');
--> statement-breakpoint
-- Whoever comes in by such an address finds their opt-out waiting: by whatever door, the address takes the
-- place of its hash, and everything that asks by address (claims, rules, lists, pages) needs to know no hashes.
-- Taken out and put in, since segments are told of nothing else.
CREATE FUNCTION know_suppressed_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH known AS (
    DELETE FROM suppressions
     WHERE email_key = ANY (ARRAY(SELECT hashed_address(email_key) FROM added))
    RETURNING email_key, reason, origin, at)
  INSERT INTO suppressions (email_key, contact_id, reason, origin, at)
  SELECT a.email_key, a.id, k.reason, k.origin, k.at
    FROM known k JOIN added a ON hashed_address(a.email_key) = k.email_key
  ON CONFLICT (email_key) DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER contacts_known_again AFTER INSERT ON contacts
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION know_suppressed_again();
--> statement-breakpoint
-- The audit still only grows, but for one thing: what was typed about somebody who has been erased may go.
CREATE FUNCTION refuse_other_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.at, NEW.actor, NEW.action, NEW.subject)
       IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.actor, OLD.action, OLD.subject)
     AND OLD.detail @> NEW.detail AND OLD.subject LIKE 'contact:%'
     AND EXISTS (SELECT FROM contacts WHERE id = substr(OLD.subject, 9)::bigint AND erased_at IS NOT NULL)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER audit_append_only BEFORE UPDATE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_other_audit();
--> statement-breakpoint
CREATE TRIGGER audit_never_deleted BEFORE DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

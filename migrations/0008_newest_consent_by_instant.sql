-- What was given or withdrawn last holds, not what was written down last: a document of last year comes
-- in today, and merging gives a contact another one's rows. So both are asked of the rows themselves,
-- each time some are written or moved. Always by index: a plan that a session kept from a small table
-- would read a large one from end to end for every contact.
CREATE OR REPLACE FUNCTION keep_consents() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  UPDATE contacts c SET consent = n.given, consent_at = n.at
    FROM (SELECT DISTINCT contact_id FROM added WHERE topic_id IS NULL) k
   CROSS JOIN LATERAL (SELECT given, at FROM consents x
                        WHERE x.contact_id = k.contact_id AND x.topic_id IS NULL
                        ORDER BY x.at DESC, x.id DESC LIMIT 1) n
   WHERE c.id = k.contact_id
     AND (c.consent, c.consent_at) IS DISTINCT FROM (n.given, n.at);
  UPDATE contacts c
     SET topics = ARRAY(SELECT DISTINCT t FROM unnest(c.topics || n.wanted) t
                         WHERE t <> ALL (n.unwanted) ORDER BY t)
    FROM (SELECT k.contact_id,
                 coalesce(array_agg(k.topic_id) FILTER (WHERE newest.given = 'given'), '{}') AS wanted,
                 coalesce(array_agg(k.topic_id) FILTER (WHERE newest.given = 'withdrawn'), '{}') AS unwanted
            FROM (SELECT DISTINCT contact_id, topic_id FROM added WHERE topic_id IS NOT NULL) k
           CROSS JOIN LATERAL (SELECT given FROM consents x
                                WHERE x.contact_id = k.contact_id AND x.topic_id = k.topic_id
                                ORDER BY x.at DESC, x.id DESC LIMIT 1) newest
           GROUP BY k.contact_id) n
   WHERE c.id = n.contact_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER consents_kept_moved AFTER UPDATE ON consents
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_consents();

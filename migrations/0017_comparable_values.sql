-- Values as rules compare them, the same as in server/engine/text.ts; `ruleSql` calls these for every
-- contact. A subselect would keep its statement to one processor, a function that is PARALLEL SAFE does not.

-- NFKC, trimmed, lower case letter by letter; what has one byte a letter needs no normalizing. Not STRICT:
-- so the planner puts its expression in its place. The collation is named, because a database of another
-- locale would lower letters its own way.
CREATE FUNCTION comparable(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN octet_length(value) = length(value)
  THEN lower(btrim(value, E' \t\n\u000b\f\r') COLLATE "pg_c_utf8")
  ELSE translate(lower(btrim(normalize(value, NFKC), E'\u0009\u000a\u000b\u000c\u000d\u0020\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff')
                       COLLATE "pg_c_utf8"), 'ς', 'σ') END;
--> statement-breakpoint
CREATE FUNCTION plain_of_json(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE jsonb_typeof(value)
  WHEN 'number' THEN trim_scale(value::numeric)::text
  WHEN 'object' THEN '{…}' WHEN 'array' THEN '{…}' ELSE value #>> '{}' END;
--> statement-breakpoint
-- A list is its values with commas between them.
CREATE FUNCTION comparable_of_json(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN comparable(CASE jsonb_typeof(value)
  WHEN 'array' THEN coalesce((SELECT string_agg(coalesce(plain_of_json(part), ''), ', ' ORDER BY n)
                                FROM jsonb_array_elements(value) WITH ORDINALITY AS parts(part, n)), '')
  ELSE plain_of_json(value) END);
--> statement-breakpoint
-- The values of a list, or the one that is none; empty ones left out.
CREATE FUNCTION parts_of_json(value jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(SELECT part FROM (
  SELECT comparable(plain_of_json(part)) AS part
    FROM jsonb_array_elements(CASE jsonb_typeof(value) WHEN 'array' THEN value
                              ELSE jsonb_build_array(value) END) AS parts(part)) p
   WHERE part <> '');

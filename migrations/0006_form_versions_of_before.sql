-- Forms of before get what forms say now, and the version that people see of them.
UPDATE sources
   SET form = form || jsonb_build_object(
         'redirect', '',
         'topics', '[]'::jsonb,
         'fields', (SELECT coalesce(jsonb_agg(
                             jsonb_build_object(
                               'type', CASE WHEN field ->> 'name' = 'email' THEN 'email' ELSE 'text' END,
                               'help', '',
                               'choices', '[]'::jsonb,
                               'look', 'radio',
                               'value', '',
                               'attribute', CASE WHEN field ->> 'name' IN ('last_name', 'first_name', 'last_kana', 'first_kana', 'name', 'company')
                                                 THEN field -> 'name' END) || field
                             ORDER BY place), '[]'::jsonb)
                      FROM jsonb_array_elements(form -> 'fields') WITH ORDINALITY AS each(field, place)))
 WHERE form IS NOT NULL;--> statement-breakpoint
WITH frozen AS (
  INSERT INTO form_versions (source_id, number, form, consent_wording, created_by)
  SELECT id, 1, form, consent_wording, 'system' FROM sources WHERE form IS NOT NULL
  RETURNING id, source_id)
UPDATE sources SET form_version_id = frozen.id FROM frozen WHERE sources.id = frozen.source_id;

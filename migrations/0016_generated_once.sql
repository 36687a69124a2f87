-- Where an update touches none of the columns that `folded` and `folded_name` are made of, Postgres (17 and
-- 18) prepares their expressions anew for every row and then finds that there is nothing to compute: 5 to 9
-- times what computing costs. Where a row may be changed before it is written it computes them always, and
-- prepares once. Measured on 5,000 rows: SET consent 950 ms, with this 200.
CREATE TRIGGER contacts_generate_once BEFORE UPDATE ON contacts
  FOR EACH ROW WHEN (false) EXECUTE FUNCTION refuse_change();

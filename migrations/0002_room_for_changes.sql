-- A message is written once and changed three times within a minute: claimed, marked, settled. With room
-- left on its page the mark stays on it and touches no index (a HOT update): half the cost of a mail here.
ALTER TABLE messages SET (fillfactor = 60);

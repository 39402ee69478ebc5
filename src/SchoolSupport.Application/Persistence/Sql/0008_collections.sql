-- What a collection held when it was closed, and when a school was last reminded of it.
alter table campaigns add column snapshot jsonb;
alter table submissions add column reminded_at timestamptz;

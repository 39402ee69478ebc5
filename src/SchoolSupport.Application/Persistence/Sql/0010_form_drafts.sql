-- From when a version of a form is asked by, and the next version while it is being written.
alter table form_versions add column starts_on date;

create table form_drafts (
  tenant_id uuid not null references tenants (id) deferrable initially deferred,
  id uuid not null,
  code text not null,
  -- Number of the version that it was made from; 0: a form that was not there before.
  based_on integer not null check (based_on >= 0),
  content jsonb not null,
  -- 1 is written, 2 was put into force, 3 was discarded.
  state smallint not null check (state between 1 and 3),
  created_by uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index form_drafts_open on form_drafts (tenant_id, code) where state = 1;

alter table form_drafts enable row level security;
alter table form_drafts force row level security;
create policy tenant_rows on form_drafts to schoolsupport_app using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on form_drafts to schoolsupport_app;

-- How many questions a school has answered, for the page of a collection: counted in the index alone.
create index form_answers_given on form_answers (tenant_id, submission_id) where state <> 0;

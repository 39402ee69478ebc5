-- Values of indicators that a person put in the place of the computed ones, with a reason.

create table indicator_overrides (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  program_id uuid not null,
  code text not null,
  line text not null default '',
  period text not null,
  value numeric(20, 6) not null,
  reason text not null check (length(reason) > 0),
  entered_by uuid,
  entered_role text not null,
  entered_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, program_id) references support_programs (tenant_id, id) deferrable initially deferred
);
create unique index indicator_overrides_once on indicator_overrides (tenant_id, program_id, code, line, period);

alter table indicator_overrides alter constraint indicator_overrides_tenant_id_fkey deferrable initially deferred;
alter table indicator_overrides enable row level security;
alter table indicator_overrides force row level security;
create policy tenant_rows on indicator_overrides to schoolsupport_app using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on indicator_overrides to schoolsupport_app;

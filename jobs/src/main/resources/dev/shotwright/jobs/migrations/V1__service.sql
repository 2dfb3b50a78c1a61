-- Who may ask, and what for.

create table account (
    id          uuid primary key,
    name        text not null unique,
    currency    text not null,
    zone        text not null default 'UTC',
    weight      double precision not null default 1 check (weight > 0),
    max_running integer not null default 50 check (max_running >= 0),
    max_queued  integer not null default 100000 check (max_queued >= 0),
    day_limit   numeric(24, 9) check (day_limit >= 0),
    invitations text[] not null default '{}',
    pooled      boolean not null default false,
    created     timestamptz not null,
    closed      timestamptz
);

create table api_key (
    id       uuid primary key,
    account  uuid not null references account,
    name     text not null,
    prefix   text not null,
    hash     bytea not null unique,
    scopes   text[] not null,
    created  timestamptz not null,
    expires  timestamptz,
    revoked  timestamptz,
    used     timestamptz
);
create index api_key_of_account on api_key (account);

create table vendor_key (
    vendor  text primary key,
    sealed  bytea not null,
    changed timestamptz not null
);

create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   uuid,
    act     text not null,
    subject text not null,
    detail  jsonb not null
);

-- Money: an account's four purses, and every movement between two of them. What was credited is always somewhere. An account
-- whose least is null is not stopped by money.

create table balance (
    account   uuid primary key references account,
    credited  numeric(24, 9) not null default 0,
    available numeric(24, 9) not null default 0,
    held      numeric(24, 9) not null default 0 check (held >= 0),
    spent     numeric(24, 9) not null default 0,
    least     numeric(24, 9) default 0 check (least <= 0),
    day       date not null default 'epoch',
    day_held  numeric(24, 9) not null default 0,
    accepted  bigint not null default 0, -- jobs, ever: counted where the row is locked anyway
    check (credited = available + held + spent)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_threshold = 1000);

create table posting (
    id      bigint generated always as identity primary key,
    account uuid not null,
    kind    text not null check (kind in ('credit', 'debit', 'hold', 'settle', 'release', 'refund')),
    source  text not null check (source in ('credited', 'available', 'held', 'spent')),
    target  text not null check (target in ('credited', 'available', 'held', 'spent') and target <> source),
    amount  numeric(24, 9) not null check (amount > 0),
    job     uuid,
    at      timestamptz not null,
    note    text
);
create index posting_of_account on posting (account, at, id);
create index posting_of_job on posting (job) where job is not null;

-- The last proof of the books, and the sums of each account's postings up to one of them, so that the next proof reads only what
-- was written since.
create table proof (
    one   boolean primary key default true check (one),
    at    timestamptz not null,
    since bigint not null,
    last  bigint not null,
    wrong integer not null
);

create table proven (
    account   uuid primary key references account,
    upto      bigint not null,
    credited  numeric(24, 9) not null,
    available numeric(24, 9) not null,
    held      numeric(24, 9) not null,
    spent     numeric(24, 9) not null
);

create table price (
    model   text not null,
    since   timestamptz not null,
    tariff  jsonb not null,
    primary key (model, since)
);

create table offer (
    model       text primary key,
    invited     boolean not null default false,
    off_peak    jsonb not null default '[]'
);

-- How much may be asked: limits as they were set, buckets as they stand.

create table quota (
    account             uuid not null references account,
    key                 uuid references api_key,
    model               text not null,
    tokens_per_minute   bigint check (tokens_per_minute >= 0),
    requests_per_minute bigint check (requests_per_minute >= 0),
    burst_minutes       double precision check (burst_minutes > 0),
    raises              jsonb not null default '[]',
    unique nulls not distinct (account, key, model)
);

create table bucket (
    owner   uuid not null,
    model   text not null,
    tokens  double precision not null,
    requests double precision not null,
    updated timestamptz not null,
    primary key (owner, model)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_threshold = 1000);

-- What is to be drawn, by whom, and how it went.

create table job (
    id               uuid primary key,
    seq              bigint generated always as identity,
    batch            uuid,
    account          uuid not null,
    key              uuid not null,
    dialect          text not null,
    class            text not null,
    model            text not null,
    state            smallint not null,
    priority         smallint not null default 0,
    not_before       timestamptz not null,
    deadline         timestamptz,
    request          jsonb not null,
    notices          jsonb not null default '[]',
    tariff           jsonb,
    plan             jsonb,
    currency         text not null,
    held             numeric(24, 9) not null,
    cost             numeric(24, 9),
    tokens           bigint not null,
    idempotency      text,
    fingerprint      text,
    campaign         text,
    end_user         text,
    client_reference text,
    callback         text,
    request_id       text,
    fence            integer not null default 0,
    losses           smallint not null default 0,
    worker           uuid,
    lease_until      timestamptz,
    cancel           boolean not null default false,
    progress         real not null default 0,
    phase            text,
    usage            jsonb,
    failure          jsonb,
    clips            jsonb not null default '[]',
    created          timestamptz not null,
    started          timestamptz,
    ended            timestamptz,
    expires          timestamptz,
    deleted          timestamptz
) with (fillfactor = 80);
-- the submission: what was accepted before under the same name
create unique index job_named on job (account, idempotency) where idempotency is not null;
-- the claim: the best task of a lane
create index job_queued on job (class, account, priority desc, seq) where state = 1;
-- the sweeps: what becomes due, what lost its worker, what came too late, whose clips go
create index job_delayed on job (not_before) where state = 0;
create index job_leased on job (lease_until) where state = 2;
-- what waits for workers that are idle
create index job_idle on job (class, seq) where state = 0 and plan ->> 'choice' = 'idle';
create index job_due on job (deadline) where state in (0, 1) and deadline is not null;
create index job_expiring on job (expires) where expires is not null;
-- the lists
create index job_of_account on job (account, seq desc);
create index job_ended on job (account, ended) where ended is not null;
create index job_of_batch on job (batch) where batch is not null;
create index job_of_worker on job (worker) where state = 2;

-- A lane is active while it may have work and has room. What waits in an account's lanes is what was accepted less what was taken:
-- the one is counted in the account's balance, the other in its lanes, so that submissions never wait for claims.
create table lane (
    class       text not null,
    account     uuid not null references account,
    active      boolean not null,
    running     integer not null default 0 check (running >= 0),
    taken       bigint not null default 0,
    max_running integer not null,
    weight      real not null,
    vtime       double precision not null default 0,
    primary key (class, account)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
-- the claim: the lanes in the order of their virtual time
create index lane_ready on lane (class, active, vtime);
create index lane_of_account on lane (account);

create table attempt (
    job       uuid not null references job on delete cascade,
    number    integer not null,
    worker    uuid not null,
    vendor    text,
    started   timestamptz not null,
    submitted timestamptz,
    ticket    text,
    ended     timestamptz,
    state     text not null,
    task      jsonb,
    billing   text,
    cost      numeric(24, 9),
    currency  text,
    failure   jsonb,
    primary key (job, number)
);
create unique index attempt_ticket on attempt (vendor, ticket) where ticket is not null;
-- the figures: what is under way at vendors, and what has ended lately
create index attempt_ended on attempt (ended) where vendor is not null;

create table worker (
    id       uuid primary key,
    name     text not null,
    started  timestamptz not null,
    seen     timestamptz not null,
    capabilities text[] not null,
    slots    integer[] not null,
    models   text[] not null,
    memory   bigint not null,
    resident bigint not null,
    devices  text[] not null,
    version  text not null,
    draining boolean not null default false
);

create table model_card (
    model   text primary key,
    class   text not null,
    card    jsonb not null,
    seen    timestamptz not null
);

-- What goes in and out beside the database: media, and word to those who wait.

create table file (
    id      uuid primary key,
    account uuid not null references account,
    sha256  bytea not null,
    bytes   bigint not null check (bytes >= 0),
    type    text not null,
    name    text,
    facts   jsonb,
    place   text not null,
    created timestamptz not null,
    expires timestamptz not null,
    unique (account, sha256)
);
create index file_of_account on file (account, id desc);
create index file_expiring on file (expires);

create table upload (
    id       uuid primary key,
    account  uuid not null references account,
    bytes    bigint not null check (bytes >= 0),
    received bigint not null default 0 check (received between 0 and bytes),
    sha256   bytea,
    name     text,
    pieces   text[] not null default '{}',
    created  timestamptz not null
);
create index upload_of_account on upload (account);
create index upload_stale on upload (created);

create table webhook (
    id       uuid primary key,
    account  uuid not null references account,
    address  text not null,
    version  integer not null default 1,
    changed  timestamptz,
    events   text[] not null,
    created  timestamptz not null,
    disabled timestamptz
);
create index webhook_of_account on webhook (account);

create table delivery (
    id        uuid primary key,
    account   uuid not null references account,
    webhook   uuid references webhook on delete cascade,
    address   text not null,
    job       uuid,
    event     text not null,
    facts     jsonb not null,
    tries     integer not null default 0,
    due       timestamptz,
    status    integer,
    error     text,
    created   timestamptz not null,
    delivered timestamptz
);
-- the claim: accounts in turn, so that one whose receiver is dead holds up nobody else
create index delivery_due on delivery (account, due) where due is not null;
create index delivery_of_account on delivery (account, created desc, id);
create index delivery_old on delivery (created);

-- Timers: the table of db-scheduler 16.

create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- The second factor of an account: the secret of its authenticator app in base 32, and the time step of
-- the last code, which is accepted once.
alter table account add column totp_secret text;
alter table account add column totp_step bigint;

-- Whether a session still waits for the code, and is good for nothing else.
alter table session add column awaits_code boolean not null default false;

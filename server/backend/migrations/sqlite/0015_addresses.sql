-- Addresses with coordinates, from files that the operator imports. Street with number and town are
-- folded, so that all spellings are equal; postal code or town are empty where the file lacks them.
create table address (
    street text not null,
    postal_code text not null,
    town text not null,
    -- Millionths of a degree, WGS84.
    latitude bigint not null,
    longitude bigint not null,
    primary key (street, postal_code, town)
);

create table probe (
    id integer primary key,
    note text not null
);

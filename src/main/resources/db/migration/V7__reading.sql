-- What was cleaned of an order's texts when it was read: told in each of its answers. JSON; null where nothing was.
alter table orders add column cleaned text;

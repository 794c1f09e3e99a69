-- What the operator's pages read, among ten million orders that are over.

-- States that few orders come into: what goes straight to COMPLETED never writes here.
create index orders_rare on orders (state, id)
    where state in ('REJECTED', 'REFUSED', 'FAILED', 'CANCELLED', 'HELD', 'IN_DOUBT', 'BOUGHT');

-- People look a purchase key up that a service's own pages show: it cannot be counted back to its order.
create index attempt_key on attempt (key);

-- Files by their names; messages and requests have none that people know.
create index intake_file on intake (name) where door <> 'queue' and door not like 'http%';

-- What people are told, newest first.
create index message_notice on message (id) where kind = 'notice';

-- Payments whose service is asked no more although they are not at their end.
create index payment_left on payment (id) where ask_at is null and not final;

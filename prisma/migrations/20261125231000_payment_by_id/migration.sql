-- A dispute names the payment and not the customer: whose it is has to be found by the payment alone.
create index payments_id_idx on app.payments (id);

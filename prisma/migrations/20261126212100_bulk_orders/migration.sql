-- In which session work on many was ordered. It goes on when that is over, and ends with the right of whoever ordered it.
alter table app.bulk_operations add column ordered_in uuid;

-- Tax is paid on to the state; and a refund's own fractions of a credit never were anything but a gift.
insert into posting_kind (code, name) values (23, 'tax_paid');
insert into legal_move (kind, debit, credit) values
  ('tax_paid', 'tax_payable', 'bank'),
  ('tax_paid', 'bank',        'tax_payable');
delete from legal_move where (kind, debit, credit) = ('refund', 'stripe_balance', 'receivable');

alter table move drop constraint move_is_legal;
do $$ begin
  execute (
    select format('alter table move add constraint move_is_legal check '
                  '(kind * 10000 + debit * 100 + credit = any (%L::integer[]))',
                  array_agg(k.code * 10000 + d.code * 100 + c.code order by k.code, d.code, c.code))
      from legal_move m
      join posting_kind k on k.name = m.kind
      join account d on d.name = m.debit
      join account c on c.name = m.credit and c.unit = d.unit);
end $$;

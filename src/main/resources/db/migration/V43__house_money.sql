-- The owners' money has an account; a customer may pay what is owed to the bank; AWS's bill may bring tax that is set
-- against the tax that is owed.
alter table account
  drop constraint account_class_check,
  add check (class in ('credits', 'asset', 'liability', 'equity', 'income', 'expense'));
-- In a chart it stands between what is owed and what is earned.
insert into account (code, name, unit, class) values (39, 'equity', 'dollars', 'equity');
insert into posting_kind (code, name) values (24, 'funding');
insert into legal_move (kind, debit, credit) values
  ('funding',         'bank',        'equity'),
  ('funding',         'equity',      'bank'),
  ('aws_bill',        'tax_payable', 'payable'),
  ('aws_bill',        'payable',     'tax_payable'),
  ('receivable_paid', 'bank',        'receivable');

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

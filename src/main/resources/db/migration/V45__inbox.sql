-- What Stripe told and was handled long ago is let go.
grant delete on stripe_event to farebox_app;

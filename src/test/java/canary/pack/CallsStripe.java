package canary.pack;

import com.stripe.StripeClient;

record CallsStripe(StripeClient stripe) {}

/** Selling packs through Stripe Checkout: the purchase, its fulfilment, and the inbox for what Stripe tells. */
package farebox.checkout;

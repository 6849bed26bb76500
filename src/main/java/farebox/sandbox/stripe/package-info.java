/** A local imitation of the part of Stripe that sells a pack: Checkout, its pay page, its money and its webhooks. */
package farebox.sandbox.stripe;

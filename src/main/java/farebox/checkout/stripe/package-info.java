/** Stripe itself: its SDK behind {@code PayPages}, and the address to which it sends its events. */
package farebox.checkout.stripe;

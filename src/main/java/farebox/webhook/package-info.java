/** Tells apps what happened: from an outbox that is written with it, signed, and again until they have taken it. */
package farebox.webhook;

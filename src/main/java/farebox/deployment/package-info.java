/** What runs where: which database, which Stripe, which Bedrock, and the one clock. */
package farebox.deployment;

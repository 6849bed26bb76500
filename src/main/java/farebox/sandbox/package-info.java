/** The local imitations of Stripe and Amazon Bedrock that the real SDKs talk to while no real keys are set. */
package farebox.sandbox;

/** A local imitation of Amazon Bedrock's Converse: answers with token counts, and every kind of failure on demand. */
package farebox.sandbox.bedrock;

/** Bedrock's Converse in front of the gateway, so that stock AWS clients work: a task class is the model. */
package farebox.gateway.converse;

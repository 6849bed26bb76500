/** OpenAI's chat completions in front of the gateway: a task class is the model, a customer the user. */
package farebox.gateway.openai;

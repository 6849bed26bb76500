/** Amazon Bedrock behind the gateway; the only importer of the AWS SDK. */
package farebox.gateway.bedrock;

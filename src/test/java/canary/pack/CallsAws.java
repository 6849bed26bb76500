package canary.pack;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

record CallsAws(BedrockRuntimeClient bedrock) {}

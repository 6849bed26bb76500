package canary.pack;

import software.amazon.eventstream.Message;

record FramesEvents(Message message) {}

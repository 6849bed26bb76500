package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Something that the merchant is told of, with the object as it is now. */
record Happening(String type, ObjectNode object) {}

package canary.attic;

interface IsNotInTheTable {}

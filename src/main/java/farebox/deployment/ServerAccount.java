package farebox.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The account of the operating system that PostgreSQL's programs run as. It is ours, except that PostgreSQL refuses to
 * run as root: then it is {@code nobody}, or, where nobody may not enter the folder, root without its powers.
 */
enum ServerAccount {
    OURS(List.of()),
    NOBODY(List.of("runuser", "-u", "nobody", "--")),
    POWERLESS_ROOT(List.of("unshare", "--user"));

    private final List<String> prefix;

    ServerAccount(List<String> prefix) {
        this.prefix = prefix;
    }

    /** The first account that can run this program. */
    static ServerAccount thatRuns(String program) {
        if (!isRoot()) return OURS;
        for (var account : List.of(NOBODY, POWERLESS_ROOT)) {
            if (Programs.succeeds(account.command(List.of(program, "--version")))) return account;
        }
        throw new Refusal("PostgreSQL does not run as root, and no other account can run it in "
                + Path.of(program).getParent()
                + ": start Farebox as another user, or name a database with DATABASE_URL.");
    }

    List<String> command(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives this account a folder and all that is in it. */
    void own(Path folder) {
        if (this != OURS && Files.exists(folder))
            Programs.run(List.of("chown", "-R", this == NOBODY ? "nobody" : "root", folder.toString()));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}

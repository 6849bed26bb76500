package farebox.checkout;

import farebox.deployment.Deployment;
import farebox.pack.Pack;
import farebox.pack.Packs;
import farebox.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The packs on sale, as apps show them. */
@Path("/v1/packs")
@RunOnVirtualThread
class PackResource {
    private final Packs packs;
    private final Deployment deployment;

    PackResource(Packs packs, Deployment deployment) {
        this.packs = packs;
        this.deployment = deployment;
    }

    @GET
    public Page<PackView> onSale() {
        var taxAdded = deployment.automaticTax();
        var views = packs.onSale().stream().map(pack -> PackView.of(pack, taxAdded));
        return new Page<>(views.toList(), false, null);
    }

    record PackView(
            int id,
            String name,
            long credits,
            long priceCents,
            String currency,
            boolean taxAdded,
            Integer expiresAfterDays) {
        static PackView of(Pack pack, boolean taxAdded) {
            return new PackView(
                    pack.no(),
                    pack.name(),
                    pack.credits().amount(),
                    pack.priceCents(),
                    "usd",
                    taxAdded,
                    pack.expiresAfterDays().orElse(null));
        }
    }
}

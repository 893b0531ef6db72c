import { useState } from "react";
import { Icon } from "../icon.tsx";

/** Pictures of other hosts are not loaded: the page's policy forbids it, and the phone works offline. */
const canLoad = (src: string): boolean => /^(\/(?!\/)|data:image\/)/.test(src);

/** A picture beside words, or a drawn place for one that cannot be shown. */
export const Cover = ({ src, className }: { readonly src: string; readonly className: string }) => {
  const [isBroken, setBroken] = useState(false);
  if (isBroken || !canLoad(src))
    return (
      <span className={`${className} ph-no-picture`} title={src}>
        <Icon name="picture" />
      </span>
    );
  return <img className={className} src={src} alt="" onError={() => setBroken(true)} />;
};

import { useEffect, useState } from 'react';
import { currentKey, setKey } from '../../shared/key.ts';
import { answerTabs, askTabs } from '../../shared/key-hand-over.ts';

/** That somebody signed out here, who may want to come back with another key. */
const leftName = 'group-gateway.signed-out';

export const rememberSignOut = () => sessionStorage.setItem(leftName, 'true');
export const forgetSignOut = () => sessionStorage.removeItem(leftName);

/** Takes over the key of another tab, and hands on that of this one. @returns whether an answer may still come */
export function useOtherTabs(): boolean {
  const [asking, setAsking] = useState(() => !currentKey() && !sessionStorage.getItem(leftName));
  useEffect(answerTabs, []);
  useEffect(() => {
    if (!asking) return;
    void askTabs().then((key) => {
      if (key && !currentKey()) setKey(key);
      setAsking(false);
    });
  }, [asking]);
  return asking;
}

import { useSearchParams } from 'react-router';

/** A value that stays in the address, so that what one sees can be shared; what nobody chose is not in it. */
export function useAddressed(name: string): [value: string | null, state: (value: string | null) => void] {
  const [address, setAddress] = useSearchParams();
  return [
    address.get(name),
    (value) => {
      setAddress(
        (before) => {
          if (value === null) {
            before.delete(name);
          } else {
            before.set(name, value);
          }
          return before;
        },
        // Each look a step back would make the browser's button useless.
        { replace: true },
      );
    },
  ];
}

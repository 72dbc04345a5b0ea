import { type ComponentPropsWithRef, createContext, useContext, useRef } from 'react';

interface Order {
  values: readonly unknown[];
  onReorder(values: unknown[]): void;
  /** What is being dragged. */
  dragged: { current: unknown };
}

const OrderContext = createContext<Order | undefined>(undefined);

type GroupProps = ComponentPropsWithRef<'ul'> & Pick<Order, 'values' | 'onReorder'> & { axis?: string };

function Group({ values, onReorder, axis: _axis, ...props }: GroupProps) {
  const dragged = useRef<unknown>(undefined);
  return (
    <OrderContext value={{ values, onReorder, dragged }}>
      <ul {...props} />
    </OrderContext>
  );
}

type ItemProps = ComponentPropsWithRef<'li'> & { value: unknown; dragElastic?: boolean };

function Item({ value, dragElastic: _dragElastic, ...props }: ItemProps) {
  const order = useContext(OrderContext);
  function moveHere() {
    if (!order || order.dragged.current === undefined || order.dragged.current === value) return;
    const others = order.values.filter((each) => each !== order.dragged.current);
    const isForward = order.values.indexOf(order.dragged.current) < order.values.indexOf(value);
    const at = others.indexOf(value) + (isForward ? 1 : 0);
    order.onReorder([...others.slice(0, at), order.dragged.current, ...others.slice(at)]);
  }
  return (
    <li
      {...props}
      draggable
      onDragStart={() => {
        if (order) order.dragged.current = value;
      }}
      onDragEnter={moveHere}
      onDragOver={(event) => event.preventDefault()}
      onDragEnd={() => {
        if (order) order.dragged.current = undefined;
      }}
    />
  );
}

/** What GraphiQL uses of Framer Motion, which is as large as all else that GraphiQL has beside its editor: tabs in an order. */
export const Reorder = { Group, Item };

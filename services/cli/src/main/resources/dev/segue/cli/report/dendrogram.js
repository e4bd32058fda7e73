// Ward's hierarchy from the top down to a number of groups that can be drawn, each a leaf of the picture.

const DRAWN_GROUPS = 36;

function dendrogram(hierarchy) {
  const leaves = hierarchy.leaves.length;
  const node = index => index < leaves ? null : hierarchy.merges[index - leaves];
  const top = leaves + hierarchy.merges.length - 1;
  // The nodes that are left when the last so many merges are undone.
  const cut = wanted => {
    const open = [top];
    while (open.length < Math.min(wanted, leaves)) {
      const highest = open.reduce((best, index) => index > best ? index : best);
      open.splice(open.indexOf(highest), 1, node(highest).left, node(highest).right);
    }
    return new Set(open);
  };
  const members = index => {
    const found = [];
    const open = [index];
    while (open.length) {
      const next = open.pop();
      if (next < leaves) found.push(hierarchy.leaves[next]);
      else open.push(node(next).left, node(next).right);
    }
    return found;
  };
  const mostOf = ids => {
    const tally = new Map();
    ids.forEach(id => tally.set(id, (tally.get(id) || 0) + 1));
    const [id, customers] = [...tally].reduce((best, entry) => entry[1] > best[1] ? entry : best);
    return {id, share: customers / ids.length};
  };

  const drawn = cut(DRAWN_GROUPS);
  const clusters = cut(data.chosen);
  const lines = [];
  const groups = [];
  const height = index => index < leaves ? 0 : node(index).height;
  // Walks down from a node; returns where it stands. Colour begins below the cut, where clusters are.
  const place = (index, cluster) => {
    const own = clusters.has(index) ? mostOf(members(index)) : cluster;
    if (drawn.has(index)) {
      const ids = members(index);
      groups.push({index, customers: ids.length, ...mostOf(ids)});
      return {x: groups.length - 1, own};
    }
    const left = place(node(index).left, own);
    const right = place(node(index).right, own);
    const y = height(index);
    const bottom = child => drawn.has(child) ? 0 : height(child);
    lines.push({colour: own, points: [
      [left.x, bottom(node(index).left)], [left.x, y], [right.x, y], [right.x, bottom(node(index).right)],
    ]});
    return {x: (left.x + right.x) / 2, own};
  };
  place(top, null);
  const above = height(Math.min(...[...Array(data.chosen - 1).keys()].map(i => top - i)));
  const below = Math.max(0, ...[...clusters].map(height));
  const clusterRows = [...clusters].map(index => ({customers: members(index).length, ...mostOf(members(index))}))
    .sort((a, b) => b.customers - a.customers);
  return {lines, groups, cutAt: (above + below) / 2, clusterRows, highest: height(top)};
}
